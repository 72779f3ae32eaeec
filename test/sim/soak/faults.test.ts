import assert from "node:assert/strict";
import { test } from "node:test";
import { drawFaults } from "../../../sim/soak/world/fault-schedule";
import { KINDS } from "../../../sim/soak/world/fault-table";
import { FAULT_KINDS, Faults } from "../../../sim/soak/world/faults";
import { emptyWorld } from "../../fakes/empty-world";

test("there are 44 kinds of fault at least, each with a name of its own and a line that says what it is", () => {
	assert.ok(FAULT_KINDS.length >= 44, `${FAULT_KINDS.length}`);
	assert.equal(new Set(FAULT_KINDS).size, FAULT_KINDS.length);
	for (const { name, what, effect } of KINDS) {
		assert.match(name, /^[a-z][a-z0-9-]*$/);
		assert.ok(what.length > 10 && effect.length > 3, name);
	}
});

test("the same seed draws the same faults, in order and within the run", () => {
	const faults = drawFaults(7, 91);
	assert.deepEqual(drawFaults(7, 91), faults);
	assert.notDeepEqual(drawFaults(8, 91), faults);
	for (let i = 0; i < faults.length; i++) {
		const { at, ms } = faults[i];
		assert.ok(at + ms <= 91 * 86_400_000);
		assert.ok(i === 0 || at >= faults[i - 1].at);
	}
});

test("a device is without a fault for most of the time", () => {
	const end = 365 * 86_400_000;
	const faults = drawFaults(11, 365).filter(({ ms }) => ms < 86_400_000);
	let on = 0;
	let until = 0;
	for (const { at, ms } of faults) {
		on += Math.max(0, at + ms - Math.max(at, until));
		until = Math.max(until, at + ms);
	}
	assert.ok(on < end / 3, `${((100 * on) / end).toFixed(0)} %`);
});

test("in 100 device-years every pair of kinds is drawn together", () => {
	const pairs = new Set<string>();
	for (let seed = 1; seed <= 100; seed++) {
		const faults = drawFaults(seed * 7_001, 365);
		for (let i = 0; i < faults.length; i++) {
			const { kind, at, ms } = faults[i];
			for (let j = i + 1; j < faults.length && faults[j].at <= at + ms + 120_000; j++) {
				const other = faults[j].kind;
				if (kind !== other) pairs.add(kind < other ? `${kind}+${other}` : `${other}+${kind}`);
			}
		}
	}
	assert.equal(pairs.size, (KINDS.length * (KINDS.length - 1)) / 2);
});

test("of two that share a switch the one that is left counts again", () => {
	const world = emptyWorld();
	const faults = new Faults(world, [
		{ kind: "connack-4", at: 2_000, ms: 10_000, seed: 1 },
		{ kind: "connack-5", at: 4_000, ms: 2_000, seed: 1 },
	]);
	const codes = [1_500, 3_000, 5_000, 7_000, 13_000].map((at) => {
		world.run(at);
		return world.broker.returnCode;
	});
	assert.deepEqual(codes, [0, 4, 5, 4, 0]);
	assert.equal(faults.on(), 0);
});

test("everything is set back behind the last fault, whatever was on", () => {
	const pristine = JSON.stringify(switches(emptyWorld()));
	const world = emptyWorld();
	const faults = new Faults(
		world,
		FAULT_KINDS.map((kind, i) => ({ kind, at: 2_000 + i, ms: 3_600_000, seed: i })),
	);
	world.run(600_000);
	assert.notEqual(JSON.stringify(switches(world)), pristine);
	faults.clear();
	assert.equal(JSON.stringify(switches(world)), pristine);
});

test("a kind counts when it made a difference, not when it was on", () => {
	const world = emptyWorld();
	const faults = new Faults(world, [{ kind: "dns-silent", at: 2_000, ms: 10_000, seed: 1 }]);
	world.run(DAY);
	assert.equal(faults.effects["dns-silent"], 0);
	assert.deepEqual(faults.pairs, []);
});

test("a kind that there is none of is refused", () => {
	assert.throws(() => new Faults(emptyWorld(), [{ kind: "nothing", at: 0, ms: 0, seed: 1 }]), RangeError);
});

const DAY = 86_400_000;

/** What faults set; what wears out for good is none of it. */
function switches({
	network,
	names,
	clocks,
	broker,
	points,
	storage,
	flash,
	wire,
	truth,
	radio,
}: ReturnType<typeof emptyWorld>): unknown {
	const {
		latencyMs,
		jitterMs,
		loss,
		dead,
		stalled,
		natIdleMs,
		pieceBytes,
		coalesceMs,
		refuses,
		silent,
		tlsStalls,
		tlsVerdict,
	} = network;
	const {
		down,
		mute,
		mutesConnect,
		mutesPing,
		returnCode,
		closesAfterMs,
		closesOnPublish,
		slowMs,
		deaf,
		subscribeCode,
	} = broker;
	const way = {
		latencyMs,
		jitterMs,
		loss,
		dead,
		stalled,
		natIdleMs,
		pieceBytes,
		coalesceMs,
		refuses,
		silent,
		tlsStalls,
		tlsVerdict,
	};
	const far = {
		down,
		mute,
		mutesConnect,
		mutesPing,
		returnCode,
		closesAfterMs,
		closesOnPublish,
		slowMs,
		deaf,
		subscribeCode,
	};
	const near = [storage.full, flash.absent, flash.chip.dead, wire.blocked, truth.chip.faults, radio.hung];
	const access = points.map(({ ssid, password, on, dhcp }) => [ssid, password, on, dhcp]);
	return [
		way,
		far,
		names.mode,
		names.slow,
		clocks.mode,
		clocks.offsetMs,
		broker.notBefore,
		broker.notAfter,
		near,
		access,
	];
}
