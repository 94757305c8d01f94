import { http } from '../../src/source/http.ts'
import { fsStore } from '../../src/store/fs.ts'
import type { WantedFile } from '../../src/store/store.ts'

const { folder, url, file } = JSON.parse(process.argv[2]!) as {
  folder: string
  url: string
  file: WantedFile
}

const content = await fsStore({ folder }).fill(
  file,
  {
    source: url,
    into: (unfinished) =>
      http().download!(
        { source: url, file, base: undefined, signal: undefined },
        {
          get size() {
            return unfinished.size
          },
          get tag() {
            return unfinished.tag
          },
          restart: (tag) => unfinished.restart(tag),
          async append(chunk) {
            await unfinished.append(chunk)
            console.log(`size ${unfinished.size}`)
          },
        },
      ),
  },
  { onWait: () => console.log('waiting') },
)
console.log(`done ${content.path}`)
