import { current } from "./current";

/** The SDK's module "mc/config": what the world of the moment has. */
const config: Record<string, unknown> = new Proxy(
	{},
	{ get: (_target, name) => (current.world.config as Record<string | symbol, unknown>)[name] },
);

export default config;
