import type { SessionPort } from "console/command";
import { LinkPhase, type TaskEvents } from "console/host";
import { WIZARD } from "console/wizard/wizard";
import { Answers } from "fakes/answers";
import { calmStatus, FakeHost, type FakeTask } from "fakes/host";

/** A bare board with a radio, or one on which this is set, that knows the model sht3x. */
export function wizardHost(stored: Readonly<Record<string, unknown>> = {}, phase = LinkPhase.Unset): FakeHost {
	const host = new FakeHost({ stored });
	const status = calmStatus();
	host.now = { ...status, link: { ...status.link, phase } };
	host.sensorModels = [
		{
			name: "sht3x",
			addresses: [0x44, 0x45],
			quantities: [
				{ name: "temperature", unit: "°C", digits: 2 },
				{ name: "humidity", unit: "%", digits: 2 },
			],
		},
		{ name: "simulated", quantities: [{ name: "voltage", unit: "V", digits: 2 }] },
	];
	return host;
}

/** The wizard on that board, at its first question or task. */
export function wizardAt(host: FakeHost): Answers {
	return new Answers(WIZARD.run({ host, args: [], json: false, session: {} as SessionPort }));
}

/** A task tells one thing. */
export function tell(task: FakeTask, item: unknown): void {
	(task.events as TaskEvents<unknown>).onItem(item);
}

/** A task is over. */
export function end(task: FakeTask, problem?: string): void {
	task.events.onDone(problem);
}
