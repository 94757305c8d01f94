import { expose, wrap } from 'comlink'
import { party } from '../../../workers/comlink-party.ts'

expose(party({ expose, wrap }))
