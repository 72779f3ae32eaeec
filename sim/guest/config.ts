/** The SDK's module "mc/config": filled in at boot, before main runs. */
const config: Record<string, unknown> = {};

export default config;
