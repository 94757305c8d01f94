import { expect, test } from 'vitest'
import { Agenda } from '../../src/supervise/agenda.ts'

test('Agenda.run() does a task at once, and after it what came up meanwhile, in order', () => {
  const agenda = new Agenda()
  const done: string[] = []
  agenda.run(() => {
    agenda.run(() => {
      agenda.run(() => done.push('third'))
      done.push('second')
    })
    done.push('first')
  })
  expect(done).toEqual(['first', 'second', 'third'])
  agenda.run(() => done.push('later'))
  expect(done.slice(3)).toEqual(['later'])
})

test('Agenda.run() does what waited behind a task that throws with the next one, and nothing twice', () => {
  const agenda = new Agenda()
  const done: string[] = []
  const broken = (): void =>
    agenda.run(() => {
      done.push('broken')
      agenda.run(() => done.push('behind'))
      throw new Error('on purpose')
    })
  expect(broken).toThrow('on purpose')
  expect(done).toEqual(['broken'])
  agenda.run(() => done.push('next'))
  expect(done).toEqual(['broken', 'behind', 'next'])
})
