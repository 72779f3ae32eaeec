import { BrokerPhase, LinkPhase, Step } from "console/host";

/** What the link is doing. */
export function linkPhaseWords(phase: LinkPhase): string {
	switch (phase) {
		case LinkPhase.Own:
			return "the platform's own network";
		case LinkPhase.Unset:
			return "not set";
		case LinkPhase.Searching:
			return "searching";
		case LinkPhase.Joining:
			return "joining";
		case LinkPhase.Addressing:
			return "waiting for an address";
		case LinkPhase.Up:
			return "up";
		case LinkPhase.Waiting:
			return "waiting before the next attempt";
		default:
			phase satisfies never;
			return "unknown";
	}
}

/** What the connection to the broker is doing. */
export function brokerPhaseWords(phase: BrokerPhase): string {
	switch (phase) {
		case BrokerPhase.Unset:
			return "not set";
		case BrokerPhase.Paused:
			return "waiting for the network or the time";
		case BrokerPhase.Held:
			return 'held off by "disconnect"';
		case BrokerPhase.Connecting:
			return "connecting";
		case BrokerPhase.Connected:
			return "connected";
		case BrokerPhase.Waiting:
			return "waiting before the next attempt";
		default:
			phase satisfies never;
			return "unknown";
	}
}

/** A step of the self-test. */
export function stepWords(step: Step): string {
	switch (step) {
		case Step.Link:
			return "link";
		case Step.Time:
			return "time";
		case Step.Dns:
			return "DNS";
		case Step.Tcp:
			return "TCP";
		case Step.Tls:
			return "TLS";
		case Step.Login:
			return "login";
		case Step.Publish:
			return "publish";
		default:
			step satisfies never;
			return "unknown";
	}
}
