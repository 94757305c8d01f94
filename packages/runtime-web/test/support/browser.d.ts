import { type Page } from 'playwright'
import { type TestContext } from 'vitest'
/** A page in a real browser; where there is none, the test is skipped with the reason. */
export declare function openPage(context: TestContext): Promise<Page & AsyncDisposable>
//# sourceMappingURL=browser.d.ts.map
