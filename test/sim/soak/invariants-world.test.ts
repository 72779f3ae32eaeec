import assert from "node:assert/strict";
import { test } from "node:test";
import type { Link } from "../../../sim/soak/world/link";
import { Session } from "../../../sim/soak/world/session";
import { Stranger } from "../../../sim/soak/world/stranger";
import { World } from "../../../sim/soak/world/world";
import { broken, emptyWorld } from "../../fakes/empty-world";

const SECOND_MS = 1_000;

/** A far end that is there, and takes what it is told. */
function line(): Link {
	return {
		held: true,
		hole: false,
		send: () => undefined,
		finish: () => undefined,
		reset: () => undefined,
	} as unknown as Link;
}

test("X1 finds an exception that leaves a callback", () => {
	const main = (): never => {
		throw new TypeError("planted");
	};
	const world = new World({ seed: 1, main, startTime: 0, sectors: 64 });
	world.board.powerOn();
	world.run(SECOND_MS);
	assert.deepEqual(broken(world), ["X1"]);
});

test("X1 finds a board that the watchdog has to restart", () => {
	const world = emptyWorld();
	world.board.watch();
	world.run(world.now + 29 * SECOND_MS);
	assert.deepEqual(broken(world), []);
	world.run(world.now + 2 * SECOND_MS);
	assert.deepEqual(broken(world), ["X1"]);
});

test("S1 finds bytes that go to a server which was not verified", () => {
	const world = emptyWorld();
	const link = { target: { address: "203.0.113.66", port: 8883, tls: { host: "x", now: 0, resumes: false } } };
	new Stranger(world).accept(link as Link).arrived(Uint8Array.of(0x10), link as Link);
	assert.deepEqual(broken(world), ["S1"]);
});

test("MQTT finds a PUBLISH before CONNECT (3.1.0-1)", () => {
	const world = emptyWorld();
	new Session(world, world.broker, line()).arrived(Uint8Array.of(0x30, 0x03, 0x00, 0x01, 0x61));
	assert.deepEqual(broken(world), ["MQTT"]);
});

test("K1 finds a client that says nothing for one and a half times its keep alive", () => {
	const world = emptyWorld();
	const session = new Session(world, world.broker, line());
	session.arrived(connect(240));
	assert.equal(session.ready, true);
	world.run(world.now + 359 * SECOND_MS);
	assert.deepEqual(broken(world), []);
	world.run(world.now + 2 * SECOND_MS);
	assert.deepEqual(broken(world), ["K1"]);
});

function connect(keepAliveS: number): Uint8Array {
	const body = [0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 0xc2, keepAliveS >> 8, keepAliveS & 0xff];
	for (const text of ["soakDevice", "soakDevice", "correct-horse-battery"])
		body.push(0, text.length, ...Array.from(text, (character) => character.charCodeAt(0)));
	return Uint8Array.from([0x10, body.length, ...body]);
}
