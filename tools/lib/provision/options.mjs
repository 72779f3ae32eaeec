/** What `npm run provision -- --help` says. */
export const HELP = `Sets boards up over their serial port: takes a JSON settings object there, whole or not at all.

  npm run provision -- --port DEV device.json
  npm run provision -- --port DEV --csv fleet.csv [device.json] [--report FILE]
  npm run provision -- --list

  device.json            settings, nested or dotted: {"net": {"wifi": {"1": {"ssid": ...}}}, "mqtt.userName": ...}
  --port DEV             the board's port: /dev/ttyUSB0, COM3, or the simulator's (npm start -- --console DEV)
  --csv FILE             a board a row; the first row names keys, and port if each board has its own. An empty cell leaves
                         its key to device.json, which has what the boards have in common
  --fresh                unset on the board what is not in the settings; else that stays as it is
  --password-file FILE   the console's password, in the file's first line; without it a locked board's is asked for
  --test                 then run the board's own test, up to a message published
  --report FILE          write the results as CSV; never a secret
  --json                 one JSON object a board on standard output, and no questions
  --list                 the ports of this computer
  --help                 this

Exit code 0: every board is set up. 1: one is not. 2: wrong use.
`;

const USAGE = "usage: npm run provision -- --port DEV [device.json] [--csv FILE]; more with --help";
const VALUES = { "--port": "port", "--csv": "csv", "--password-file": "passwordFile", "--report": "report" };
const FLAGS = { "--fresh": "fresh", "--test": "test", "--json": "json", "--list": "list", "--help": "help" };

/** The words of the command line; `error` is one line when they are wrong. */
export function parseOptions(words) {
	const options = { port: undefined, file: undefined, csv: undefined, passwordFile: undefined, report: undefined };
	for (let i = 0; i < words.length; i++) {
		const word = words[i];
		if (Object.hasOwn(FLAGS, word)) options[FLAGS[word]] = true;
		else if (Object.hasOwn(VALUES, word)) {
			const value = words[++i];
			if (value === undefined || value.startsWith("--"))
				return { ...options, error: `${word} wants a value; ${USAGE}` };
			options[VALUES[word]] = value;
		} else if (word.startsWith("-")) return { ...options, error: `unknown option ${word}; ${USAGE}` };
		else if (options.file === undefined) options.file = word;
		else return { ...options, error: `one settings file is enough; ${USAGE}` };
	}
	if (options.help || options.list) return options;
	if (options.file === undefined && options.csv === undefined)
		return { ...options, error: `a settings file is missing; ${USAGE}` };
	if (options.port === undefined && options.csv === undefined)
		return { ...options, error: `--port is missing; ${USAGE}` };
	return options;
}
