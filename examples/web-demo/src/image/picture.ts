/** A picture to read: its bytes, and its address for the page. */
export interface Picture {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly url: string
}

export async function fetchPicture(url: string): Promise<Picture> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`)
  return pictureOf(url.slice(url.lastIndexOf('/') + 1), await response.blob())
}

export async function pictureOf(name: string, blob: Blob): Promise<Picture> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return { name, bytes, url: URL.createObjectURL(blob) }
}
