/** A module that is imported comes too late for the first word of its pool, so this one is required. */
const { ClusterWorker } = require('poolifier') as {
  ClusterWorker: new (tasks: Record<string, (input: never) => unknown>) => object
}

module.exports = new ClusterWorker({
  echo: (message: object) => message,
  lengthOf: (tensor: Float32Array) => tensor.length,
})
