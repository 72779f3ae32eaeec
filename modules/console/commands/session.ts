import { type Answer, AnswerKind, type Call, type Command, done, failed } from "console/command";

const LEVELS: readonly string[] = Object.freeze(["off", "error", "info", "debug"]);

/** Commands about the console itself. */
export const SESSION_COMMANDS: readonly Command[] = Object.freeze([
	{
		name: "log",
		usage: "[off|error|info|debug]",
		help: "say which log lines are shown here, or show it; not kept over a restart",
		least: 0,
		most: 1,
		words: LEVELS,
		run: log,
	},
	{
		name: "json",
		usage: "<on|off>",
		help: "answers for programs: one line of JSON each, no echo, no prompt, no log",
		least: 1,
		most: 1,
		open: true,
		words: ["on", "off"],
		run: json,
	},
	{
		name: "lock",
		usage: "",
		help: "lock the console, where console.password is set",
		least: 0,
		most: 0,
		run: lock,
	},
	{
		name: "unlock",
		usage: "[password]",
		help: "unlock the console; without a password it is asked for, and not echoed",
		more: ["Behind three wrong passwords each further try costs a wait, which doubles."],
		least: 0,
		most: 1,
		rest: true,
		open: true,
		run: unlock,
	},
]);

function log({ session, args: [given] }: Call): Answer {
	const level = given?.toLowerCase();
	if (level !== undefined && !LEVELS.includes(level)) return failed("value", `log: allowed is ${LEVELS.join(", ")}`);
	if (level !== undefined) session.level = level;
	return done(`log: ${session.level}`, { level: session.level });
}

function json({ session, args: [given] }: Call): Answer {
	const word = given.toLowerCase();
	if (word !== "on" && word !== "off") return failed("value", "json: allowed is on or off");
	session.setJson(word === "on");
	return done(undefined, {});
}

function lock({ host, session }: Call): Answer {
	if (!host.locks) return failed("noPassword", 'there is no password: "set console.password", then "save"');
	session.lock();
	return done("locked", {});
}

function unlock(call: Call): Answer {
	const { session, args } = call;
	if (!session.locked) return done("it is not locked", {});
	const attempt = (password: string): Answer => {
		const problem = session.unlock(password);
		return problem === undefined ? done("unlocked", {}) : failed("locked", problem);
	};
	if (args[0] !== undefined) return attempt(args[0]);
	return { kind: AnswerKind.Ask, prompt: "password:", hidden: true, take: attempt };
}
