import { expose, transfer } from 'comlink'
import { served } from '../../../workers/comlink-served.ts'

expose(served(transfer))
