/** Soaks for so many minutes. It is started as a file, so nothing imports it. */
import { endWithStarter, tell } from '../measure/apart.ts'
import { soak } from './soak.ts'

endWithStarter()
tell(await soak(Number(process.argv[2])))
