/**
 * The operation of a message that is answered as it arrives, before any handler: all that was sent
 * before it on the same way has arrived too.
 */
export const arrival = 'troupe:arrival'
