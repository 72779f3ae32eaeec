/** The SDK's "embedded:storage/key-value", with nothing in it: all settings are built in. */
const keyValue = Object.freeze({
	open: () => ({
		read: () => undefined,
		write: () => undefined,
		delete: () => undefined,
		close: () => undefined,
	}),
});

export default keyValue;
