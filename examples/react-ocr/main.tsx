import { StrictMode, Suspense, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { useLines } from './use-lines.ts'

function Reader() {
  const [picture, setPicture] = useState<File>()
  const { lines, problem } = useLines(picture)
  return (
    <>
      <label>
        A picture with text{' '}
        <input
          type="file"
          accept="image/png, image/jpeg"
          onChange={({ target }) => setPicture(target.files?.[0])}
        />
      </label>
      {picture !== undefined && lines === undefined && problem === undefined && <p>reading</p>}
      {problem !== undefined && <p role="alert">{problem}</p>}
      <ol>
        {lines?.map(({ text }, index) => (
          <li key={index}>{text}</li>
        ))}
      </ol>
    </>
  )
}

createRoot(document.querySelector('main')!).render(
  <StrictMode>
    <Suspense fallback={<p>loading the model</p>}>
      <Reader />
    </Suspense>
  </StrictMode>,
)
