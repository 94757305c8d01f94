import { Observable } from 'threads/observable'
import { expose, Transfer } from 'threads/worker'
import { served } from '../../../workers/threads-served.ts'

expose(served({ Observable, Transfer }))
