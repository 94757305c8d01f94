import type { Message } from '../message.ts' with { 'resolution-mode': 'import' }

/** It requires its actors. */
module.exports = class Echo {
  echo(message: Message): Message {
    return message
  }
}
