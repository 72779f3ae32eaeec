import { Guard } from "core/guard";
import { GUARDED } from "core/guarded-io";
import { equal, test } from "harness";

/** An IO class as ECMA-419 has it. */
class Io {
	readonly target: unknown;
	readonly callbacks: typeof GUARDED;

	constructor(options: typeof GUARDED & { readonly target: unknown }) {
		this.target = options.target;
		this.callbacks = options;
	}

	call(name: "onReadable" | "onWritable" | "onError", value: number): void {
		this.callbacks[name].call(this as never, value);
	}
}

class Owner {
	readonly heard: unknown[] = [];
	readonly guard = new Guard<Owner>(this.fault, this);
	readonly io = new Io({ target: this.guard, ...GUARDED });

	onReadable(count: number): void {
		this.heard.push("readable", count);
	}
	onWritable(count: number): void {
		this.heard.push("writable", count);
		if (count === 0) throw new Error("defect");
	}
	onError(failure?: unknown): void {
		this.heard.push("error", failure);
	}
	private fault(): void {
		this.heard.push("fault");
	}
}

test("guarded io: callbacks are the same for all instances, and reach the owner of the instance's target", () => {
	const one = new Owner();
	const other = new Owner();
	one.io.call("onReadable", 3);
	other.io.call("onWritable", 4);
	one.io.call("onError", 5);
	equal(
		[one.heard, other.heard],
		[
			["readable", 3, "error", 5],
			["writable", 4],
		],
	);
	equal(one.io.callbacks.onReadable === other.io.callbacks.onReadable, true);
});

test("guarded io: what the owner throws stays inside, and nothing follows it (invariant X1)", () => {
	const { io, heard } = new Owner();
	io.call("onWritable", 0);
	io.call("onReadable", 1);
	equal(heard, ["writable", 0, "fault"]);
});
