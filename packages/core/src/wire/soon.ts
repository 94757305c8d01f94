let waiting: (() => void)[] = []

/** Runs a task after this turn's, in order with the others: one microtask serves them all. */
export function soon(task: () => void): void {
  if (waiting.push(task) === 1) queueMicrotask(runAll)
}

function runAll(): void {
  const tasks = waiting
  waiting = []
  let done = 0
  try {
    for (; done < tasks.length; done++) tasks[done]!()
  } finally {
    // One that throws keeps nobody else waiting.
    if (done < tasks.length) for (const task of tasks.slice(done + 1)) soon(task)
  }
}
