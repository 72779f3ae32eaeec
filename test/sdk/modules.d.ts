/** What the app of the cross-check takes from the SDK. */

declare module "embedded:io/smbus" {
	import type { I2cClass } from "sensors/i2c";

	/** The SDK's own, over what stands for its I2C class here (test/sdk/model-i2c). */
	const SMBus: I2cClass;
	export default SMBus;
}

declare module "embedded:io/i2c" {
	/** What stands for it here: test/sdk/model-i2c. */
	const I2C: unknown;
	export default I2C;
}
