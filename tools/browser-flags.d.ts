/** Nothing that phones home or asks for anything, and nothing that a machine without a screen lacks. */
export declare const browserFlags: readonly string[];
/** The same with a GPU that is computed: WebGPU on a machine that has none. */
export declare const gpuFlags: readonly string[];
//# sourceMappingURL=browser-flags.d.ts.map