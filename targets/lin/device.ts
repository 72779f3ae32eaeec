/**
 * The SDK has no `device` on Linux, since there are no pins and no buses: gives the build for Linux an empty one, so that main.ts
 * finds what every board has. The SDK runs modules named setup/* before main and waits for `done`.
 */
export default function setup(done: () => void): void {
	Object.assign(globalThis, { device: Object.freeze({ io: Object.freeze({}) }) });
	done();
}
