/** What a person types at the console of the firmware that the SDK has built for Linux, and what must come back. */

const LOCK = "correct horse";
const WRONG = "battery staple";
const NAME = "shed";
const PROMPT = new RegExp(`${NAME}> $`);

/**
 * Goes through the console over `terminal` (lib/sdk-terminal): the firmware does not know the broker's authority until `pem` is pasted, a PEM
 * of more than 4 KB with that authority last in it. `check(text, passed)` takes each result. `password`: the broker's.
 */
export async function checkConsole({ terminal, pem, password, check }) {
	const seen = async (text, what, seconds) => {
		const match = await terminal.expect(what, seconds);
		check(match ? text : `${text}; instead: ${JSON.stringify(terminal.rest.slice(-400))}`, match !== undefined);
		return match;
	};
	const type = (keys) => {
		terminal.passOver();
		terminal.send(keys);
	};
	await checkLine({ seen, type });
	await checkImport({ seen, type, pem });
	await checkPrograms({ seen, type, check });
	await checkLock({ seen, type });
	const secrets = [LOCK, WRONG, password].filter((secret) => terminal.seen.includes(secret));
	check("no password was shown", secrets.length === 0);
}

async function checkLine({ seen, type }) {
	type("\r");
	await seen("Enter gives the prompt", /fieldfeed> $/, 30);
	type("help\r");
	await seen("help lists the commands", /wizard[\s\S]*status[\s\S]*unlock[\s\S]*fieldfeed> $/);
	type("vers\t\r");
	await seen("Tab completes a command", /version\s/);
	await seen("version: the version and the engine", /version\s+\d+\.\d+\.\d+[\s\S]*engine\s+XS/);
	type("get mqtt.us\t");
	await seen("Tab completes a key", /mqtt\.userName/);
	type("\r");
	await seen("get: the value that was built in", /^\r?\n\S+\r?\n/);
	type(`set device.name ${NAME}; save\r`);
	await seen("set and save on one line", /saved 1 change/);
	await seen("the prompt has the new name", PROMPT);
	type("get device.name\r");
	await seen("get: what was set", new RegExp(`device\\.name\\r?\\n${NAME}\\r?\\n`));
}

async function checkImport({ seen, type, pem }) {
	type("status\r");
	await seen(
		"status: the broker is not connected, since its authority is unknown",
		/broker\s+(?!connected)\S[\s\S]*error\s+\S/,
	);
	type(`import\r${pem}`);
	await seen(`import: a PEM of ${pem.length} bytes, pasted at once`, /1 setting staged: mqtt\.ca/);
	type("save\r");
	await seen("save", /saved 1 change/);
	type("test\r");
	const tested = await seen("test: every step, up to the publish", /test\r?\n[\s\S]*everything works/, 120);
	const steps = tested?.[0].match(/^\S+ +(ok|FAILED) .*/gm) ?? [];
	for (const line of steps) process.stdout.write(`  ${line}\n`);
	type("status\r");
	await seen("status: the broker is connected, by the authority that was pasted", /broker\s+connected/);
}

async function checkPrograms({ seen, type, check }) {
	type("json on\r");
	await seen("json on is answered in JSON", /\{"ok":true[^\r\n]*\}\r?\n/);
	type("status\rset mqtt.port none\r");
	const answer = await seen("status for programs", /^(\{.*\})\r?\n/m);
	const status = parse(answer?.[1]);
	check(
		"it is JSON, and says that the broker is connected",
		status?.ok === true && status.broker?.phase === "connected",
	);
	const refused = await seen("a wrong value for programs", /^(\{.*\})\r?\n/m);
	check("it is JSON, and an error", parse(refused?.[1])?.error === "value");
	type("json off\r");
	await seen("json off gives the prompt again", PROMPT);
}

async function checkLock({ seen, type }) {
	type(`set console.password ${LOCK}; save\r`);
	await seen("a password: the firmware's own C stretches it", /saved 1 change/, 60);
	type("lock\r");
	await seen("lock", /\(locked\)> $/);
	type("get device.name\r");
	await seen("a locked console tells no setting", /locked[^>]*\(locked\)> $/);
	type(`unlock ${WRONG}\r`);
	await seen("unlock refuses a wrong password", /wrong password/, 60);
	type("unlock\r");
	await seen("unlock asks for the password", /password: $/);
	type(`${LOCK}\r`);
	await seen("unlock takes the right one", /unlocked[\s\S]*> $/, 60);
}

function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
