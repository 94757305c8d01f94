/** Gives back what it is given, moved. */
self.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) =>
  self.postMessage(data, { transfer: [data.buffer] })
