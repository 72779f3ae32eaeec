import { type Answer, AnswerKind, type Call, type Command, done, failed } from "console/command";
import { drainWords, lossWords } from "console/commands/backlog";
import { ago, counted, dueIn, duration, wrapped } from "console/commands/shown";
import type { ChannelState, StepResult } from "console/host";
import { stepWords } from "console/phase-words";

const INDENT = "           ";

/** Commands about the broker and what goes to it. */
export const BROKER_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "publish",
		usage: "",
		help: "close the rows of all channels now and send them, as soon as each channel's pace allows",
		least: 0,
		most: 0,
		run: publish,
	},
	{
		name: "queue",
		usage: "",
		help: "list the channels: what waits, when it goes, how long that takes, and what was lost",
		least: 0,
		most: 0,
		run: queue,
	},
	{
		name: "connect",
		usage: "",
		help: "connect to the broker again, after disconnect",
		least: 0,
		most: 0,
		run: connect,
	},
	{
		name: "disconnect",
		usage: "",
		help: "say goodbye to the broker and stay away until connect; rows are kept meanwhile",
		least: 0,
		most: 0,
		run: disconnect,
	},
	{
		name: "test",
		usage: "",
		help: "try everything up to the broker, step by step: link, time, DNS, TCP, TLS, login, publish",
		least: 0,
		most: 0,
		run: test,
	},
]);

function publish({ host }: Call): Answer {
	const sent: Readonly<Record<string, unknown>>[] = [];
	return {
		kind: AnswerKind.Running,
		begin: (say, end) => {
			return host.publish({
				onItem(state): void {
					sent.push(channelData(state));
					say(`channel ${state.id}: the broker has read it`);
				},
				onDone(problem): void {
					const data = { channels: sent };
					if (problem !== undefined) end(failed("publish", problem, data));
					else end(done(`${counted(sent.length, "channel")} published`, data));
				},
			});
		},
	};
}

function queue({ host }: Call): Answer {
	const all = host.queue();
	if (all.length === 0) return done('there are no channels: "set channel.1.id ..."', { channels: [] });
	return done(all.flatMap(channelLines), { channels: all.map(channelData) });
}

function channelLines(state: ChannelState): readonly string[] {
	const { number, id, kept, unsent, evicted, timeless, dueInMs, sendableInMs, publishedAgoMs, factor } = state;
	const { length } = INDENT;
	const lines = [
		...wrapped(`channel.${String(number).padEnd(2)} ${id}: ${counted(kept, "row")}, ${unsent} unsent`, length),
		`${INDENT}next row ${dueIn(dueInMs)}; may be sent ${dueIn(sendableInMs)}; published ${ago(publishedAgoMs)}`,
	];
	if (kept > 0) {
		const age = state.oldestAgoMs < 0 ? "of unknown age" : `${duration(state.oldestAgoMs)} old`;
		lines.push(...wrapped(`${INDENT}the oldest is ${age}; ${drainWords(state.drainMs)}`, length));
	}
	if (factor > 1) lines.push(`${INDENT}the journal fills: rows come ${Math.round(factor)} times less often`);
	if (timeless && evicted > 0) lines.push(`${INDENT}${counted(evicted, "row")} gave way to newer ones`);
	const loss = timeless ? 0 : evicted;
	if (loss + state.spoilt + state.unconfirmed > 0) lines.push(...wrapped(`${INDENT}${lossWords(state, loss)}`, length));
	return lines;
}

/** All of it: the members are what programs know them by. */
function channelData(state: ChannelState): Readonly<Record<string, unknown>> {
	return { ...state };
}

function connect({ host }: Call): Answer {
	return acted(host.connect(), "connecting");
}

function disconnect({ host }: Call): Answer {
	return acted(host.disconnect(), 'disconnected until "connect", new settings or a restart; rows are kept');
}

function acted(problem: string | undefined, text: string): Answer {
	return problem === undefined ? done(text, {}) : failed("refused", problem);
}

function test({ host }: Call): Answer {
	const steps: StepResult[] = [];
	return {
		kind: AnswerKind.Running,
		begin: (say, end) =>
			host.test({
				onItem(step): void {
					steps.push(step);
					for (const line of stepLines(step)) say(line);
				},
				onDone(problem): void {
					const data = { steps: steps.map(stepData) };
					const wrong = steps.find(({ ok }) => !ok);
					if (problem !== undefined) end(failed("test", problem, data));
					else if (wrong) end(failed("test", `failed at ${stepWords(wrong.step)}`, data));
					else end(done("everything works", data));
				},
			}),
	};
}

/** A step of the test as lines for people. */
export function stepLines({ step, ok, text, tookMs }: StepResult): readonly string[] {
	const head = `${stepWords(step).padEnd(8)} ${ok ? "ok    " : "FAILED"} `;
	return wrapped(`${head}${text}${tookMs > 0 ? ` (${duration(tookMs)})` : ""}`, head.length);
}

function stepData({ step, ok, text, tookMs }: StepResult): Readonly<Record<string, unknown>> {
	return { step: stepWords(step), ok, text, tookMs };
}
