import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "core/result";
import { BoardFlash } from "../../sim/board/flash";
import type { Link } from "../../sim/network/model";
import { World } from "../fakes/air";
import { ScriptedBroker } from "../fakes/broker";
import { ENGINES, startFirmware } from "../fakes/firmware";

const MINUTE = 60_000;

/** Nothing can be written to it any more. */
class DeadFlash extends BoardFlash {
	override write(): boolean {
		return false;
	}

	override erase(): boolean {
		return false;
	}
}

/** A whole firmware on its radio, with a broker that is reached only while the link is up. */
async function station(engine: "v8" | "xs", world: World, settings: object = {}, flash = new BoardFlash()) {
	const broker = new ScriptedBroker();
	const links: Link[] = [];
	const { options } = world;
	const firmware = await startFirmware({
		...options,
		engine,
		flash,
		settings: { ...options.settings, ...settings },
		accept: () => {
			if (!world.up) return Failure.Unreachable;
			const peer = broker.accept();
			return { ...peer, onOpen: (link) => links.push(link) };
		},
	});
	broker.watch(firmware.clock);
	return {
		firmware,
		broker,
		advance: (ms: number) => firmware.simulator.advance(ms),
		/** The access point goes, and with it what is under way. */
		power(point: World["barn"], on: boolean): void {
			world.air?.power(point, on);
			if (!on) for (const link of links.splice(0)) link.cut = true;
		},
		/** Events of these names, with their parts. */
		of: (...names: string[]) => firmware.events().filter(({ event }) => names.includes(event)),
	};
}

for (const { engine, skip } of ENGINES) {
	test(`${engine}: a board joins, finds the time and the broker by the network's own name server, and publishes`, {
		skip,
	}, async () => {
		const world = new World();
		const { firmware, broker, advance } = await station(engine, world);
		await advance(2 * MINUTE);
		const first = ["boot", "waiting", "joining", "linkUp", "waiting", "timeSync", "connecting", "connected"];
		assert.deepEqual(firmware.names().slice(0, first.length), first);
		assert.equal(world.air?.network, "barn", "the stronger one");
		assert.deepEqual(world.queries.slice(0, 2), ["192.0.2.53 time.cloudflare.com", "192.0.2.53 broker.test"]);
		assert.equal(broker.published.length, 2);
		assert.deepEqual(firmware.crashes, []);
		assert.ok(!firmware.lines.join().includes("secret"));
	});

	test(`${engine}: a wrong password is told as one, and the next network is joined`, { skip }, async () => {
		const world = new World();
		world.barn.password = "has been changed";
		const { advance, of } = await station(engine, world);
		await advance(MINUTE);
		assert.match(String(of("linkDown")[0].reason), /does not take the password/);
		assert.equal(world.air?.network, "house");
		world.house.on = false;
	});

	test(`${engine}: no known network in reach is told, and tried again with back-off`, { skip }, async () => {
		const world = new World();
		world.barn.on = world.house.on = false;
		const { firmware, advance, of } = await station(engine, world);
		await advance(60 * MINUTE);
		const downs = of("linkDown");
		assert.ok(downs.length > 15 && downs.length < 80, `${downs.length} rounds in an hour`);
		assert.ok(downs.every(({ reason }) => String(reason).startsWith("no known network in reach")));
		assert.deepEqual(of("connecting"), [], "the client does not try on a network that is not there");
		assert.ok(firmware.lines.filter((line) => line.includes('"sample"')).length > 600, "sampling goes on");
	});

	test(`${engine}: the access point goes and comes back: all readings of the outage arrive, the first at once`, {
		skip,
	}, async () => {
		const world = new World();
		world.house.on = false;
		const { firmware, broker, advance, power, of } = await station(engine, world);
		await advance(5 * MINUTE);
		const before = broker.published.length;
		power(world.barn, false);
		await advance(30 * MINUTE);
		assert.equal(broker.published.length, before);
		assert.match(String(of("disconnected")[0].reason), /off its network/);
		assert.equal(of("connecting").length, 1, "no attempt is spent on it");
		power(world.barn, true);
		await advance(40 * MINUTE);
		const [, up] = of("linkUp");
		const [, connecting] = of("connecting");
		assert.ok(connecting.ticks - up.ticks < 100, `${connecting.ticks - up.ticks} ms`);
		assert.equal(new Set(broker.published).size, 75, "one a minute, none lost");
		assert.deepEqual(firmware.crashes, []);
	});

	test(`${engine}: where one access point goes, the other is joined; back on, the stronger is preferred`, {
		skip,
	}, async () => {
		const world = new World();
		const { advance, power } = await station(engine, world);
		await advance(MINUTE);
		power(world.barn, false);
		await advance(2 * MINUTE);
		assert.equal(world.air?.network, "house");
		world.barn.rssi = -40;
		world.air?.power(world.barn, true);
		power(world.house, false);
		world.house.on = true;
		await advance(2 * MINUTE);
		assert.equal(world.air?.network, "barn");
	});

	test(`${engine}: a network whose DHCP is silent is told, and the other one is joined`, { skip }, async () => {
		const world = new World();
		world.barn.dhcp = false;
		const { advance, of } = await station(engine, world);
		await advance(2 * MINUTE);
		assert.match(String(of("linkDown")[0].reason), /no address from DHCP/);
		assert.equal(world.air?.network, "house");
	});

	test(`${engine}: another name server, and another address of the broker, are found by the next attempt`, {
		skip,
	}, async () => {
		const world = new World();
		world.house.on = false;
		const { broker, advance, power } = await station(engine, world);
		await advance(2 * MINUTE);
		power(world.barn, false);
		world.barn.dns = ["192.0.2.99"];
		await advance(MINUTE);
		power(world.barn, true);
		world.queries.length = 0;
		await advance(6 * MINUTE);
		assert.ok(
			world.queries.length > 0 && world.queries.every((query) => query.startsWith("192.0.2.99 ")),
			`${world.queries}`,
		);
		assert.equal(broker.connections, 2);
	});

	test(`${engine}: a radio that hangs is restarted, and the board is not`, { skip }, async () => {
		const world = new World();
		const { firmware, broker, advance } = await station(engine, world);
		if (world.air) world.air.hung = true;
		await advance(90 * MINUTE);
		assert.equal(world.air?.count.restarts, 1);
		assert.equal(world.up, true);
		assert.deepEqual(firmware.restarts, []);
		assert.ok(broker.published.length > 0);
	});

	test(`${engine}: hours without any network restart a board, which has every row behind it`, { skip }, async () => {
		const dark = new World();
		dark.barn.on = dark.house.on = false;
		const flash = new BoardFlash();
		const before = await station(engine, dark, { "sensor.air.interval": 60 }, flash);
		await before.advance(4 * 60 * MINUTE);
		assert.deepEqual(before.firmware.restarts, []);
		for (let i = 0; i < 100 && before.firmware.restarts.length === 0; i++) await before.advance(MINUTE);
		const [at] = before.firmware.restarts;
		assert.equal(before.firmware.restarts.length, 1, "within 100 minutes more");
		before.firmware.simulator.kill();
		const world = new World();
		const after = await station(engine, world, { "channel.1.minInterval": 1, "channel.1.interval": 3_600 }, flash);
		await after.advance(25 * MINUTE);
		assert.ok(after.broker.published.length >= Math.floor(at / MINUTE), `${after.broker.published.length} rows`);
		assert.deepEqual([before.firmware.crashes, after.firmware.crashes], [[], []]);
	});

	test(`${engine}: a day without any network never restarts a board that holds readings in RAM alone`, {
		skip,
	}, async () => {
		const world = new World();
		world.barn.on = world.house.on = false;
		const { firmware, advance, of } = await station(engine, world, { "sensor.air.interval": 60 }, new DeadFlash());
		await advance(24 * 60 * MINUTE);
		assert.deepEqual(firmware.restarts, []);
		assert.ok((world.air?.count.restarts ?? 0) > 10);
		assert.ok(of("linkDown").length > 288, "and it never gives up");
		assert.deepEqual(firmware.crashes, []);
	});
}
