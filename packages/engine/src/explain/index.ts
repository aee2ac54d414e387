/** For readers of kernels. An entry of its own, as nothing that runs needs it. */

// # Reading a kernel
// What a model was compiled to. From `@faultline/engine/explain`.
export { explainKernel } from "./explain-kernel.ts";
