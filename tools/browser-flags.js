/** Nothing that phones home or asks for anything, and nothing that a machine without a screen lacks. */
export const browserFlags = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
];
/** The same with a GPU that is computed: WebGPU on a machine that has none. */
export const gpuFlags = [
    ...browserFlags.filter((flag) => flag !== '--disable-gpu'),
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
    '--enable-features=Vulkan,WebGPU',
    '--use-vulkan=swiftshader',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
];
//# sourceMappingURL=browser-flags.js.map