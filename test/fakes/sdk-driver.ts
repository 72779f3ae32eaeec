import type { I2cClass, I2cOptions } from "sensors/i2c";
import type { SdkDriver, SdkDriverClass } from "sensors/sdk/row";
import { FakeI2cBus } from "./i2c";

/** What a driver of the SDK does, in a test's hands. */
export class FakeSdk {
	readonly bus = new FakeI2cBus();
	/** Options of each io that the driver has opened. */
	get opened(): readonly I2cOptions[] {
		return this.bus.opened;
	}
	/** Called in the constructor, behind opening the io. */
	build: (onError: (text: unknown) => void) => void = () => undefined;
	/** Called by `sample`. */
	sample: (onError: (text: unknown) => void) => unknown = () => undefined;
	/** Called by `close`, before the io is closed. */
	close: () => void = () => undefined;
	/** What `configure` was given. */
	readonly configured: object[] = [];
	readonly Driver: SdkDriverClass = driverOf(this);
}

function driverOf(sdk: FakeSdk): SdkDriverClass {
	return class implements SdkDriver {
		readonly #io: InstanceType<I2cClass>;
		readonly #onError: (text: unknown) => void;

		constructor({ sensor, onError }: { readonly sensor: object; readonly onError: (text: unknown) => void }) {
			const { io: Io, ...options } = sensor as { readonly io: I2cClass } & I2cOptions;
			this.#io = new Io(options);
			this.#onError = onError;
			sdk.build(onError);
		}

		configure(options: object): void {
			sdk.configured.push(options);
		}

		sample(): unknown {
			return sdk.sample(this.#onError);
		}

		close(): void {
			sdk.close();
			this.#io.close();
		}
	};
}
