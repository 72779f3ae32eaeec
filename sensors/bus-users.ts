import type { I2c, I2cClass, I2cOptions } from "sensors/i2c";
import type { Lease, Shared } from "sensors/shared";

/** What stands for the bus on these pins in a board's Shared: two names of the same pins are one bus. */
export function busKey(data: unknown, clock: unknown): string {
	return `i2c ${data} ${clock}`;
}

/**
 * The class `io`, whose instances use the bus `key` of `shared` from their constructor to their `close`, so that it can be known whether
 * somebody has the bus open. All else is as `io` has it; the SDK's own class may be given, SMBus too.
 */
export function counted(io: I2cClass, shared: Shared, key: string): I2cClass {
	return class extends io implements I2c {
		private readonly lease: Lease<object>;

		constructor(options: I2cOptions) {
			super(options);
			this.lease = shared.lease(key, nothing);
		}

		override close(): void {
			try {
				super.close();
			} finally {
				this.lease.close();
			}
		}
	};
}

/** There is nothing behind the name but who uses it. */
const NOTHING = Object.freeze({ close() {} });

function nothing(): { close(): void } {
	return NOTHING;
}
