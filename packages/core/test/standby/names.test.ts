import { describe, expect, it } from 'vitest'
import type { ActorRef } from '../../src/actor/ref.ts'
import type { Tree } from '../../src/isolate/incarnation.ts'
import { HeldBackNames } from '../../src/supervise/standby-names.ts'

const ref = (address: string) => ({ address, path: 'app/model/helper' }) as unknown as ActorRef

function held() {
  const said: string[] = []
  const tree: Tree = {
    names: new Map<string, ActorRef>(),
    enter: ({ address }) => void said.push(`enter ${address}`),
    leave: ({ address }) => void said.push(`leave ${address}`),
    tell: () => {},
  }
  return { said, tree, names: new HeldBackNames(tree) }
}

describe('HeldBackNames', () => {
  it('holds back who came, and tells of those who are still there when the spare serves', () => {
    const { said, names } = held()
    for (const address of ['a', 'b', 'c']) names.enter(ref(address))
    names.leave(ref('b'))
    expect(said).toEqual([])
    names.release()
    expect(said).toEqual(['enter a', 'enter c'])
  })

  it('tells at once from then on, and nothing twice', () => {
    const { said, names } = held()
    names.enter(ref('a'))
    names.release()
    names.release()
    names.enter(ref('b'))
    names.leave(ref('a'))
    expect(said).toEqual(['enter a', 'enter b', 'leave a'])
  })

  it('hands on everything else as it is', () => {
    const { names, tree } = held()
    expect([names.names, names.tell]).toEqual([tree.names, tree.tell])
  })
})
