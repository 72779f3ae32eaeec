import { AnswerKind, done, failed, type Running } from "console/command";
import type { Task, TaskEvents } from "console/host";

/** A task whose items are a line each (or some) as they come, and a list for programs. `none`: what is said when there was no item. */
export function collect<Item>(
	code: string,
	begin: (events: TaskEvents<Item>) => Task | string,
	lines: (item: Item) => string | readonly string[],
	data: (item: Item) => Readonly<Record<string, unknown>>,
	none: string,
): Running {
	const found: Readonly<Record<string, unknown>>[] = [];
	return {
		kind: AnswerKind.Running,
		begin: (say, end) =>
			begin({
				onItem(item): void {
					found.push(data(item));
					const said = lines(item);
					for (const line of typeof said === "string" ? [said] : said) say(line);
				},
				onDone(problem): void {
					if (problem !== undefined) end(failed(code, problem, { found }));
					else end(done(found.length === 0 ? none : `${found.length} found`, { found }));
				},
			}),
	};
}
