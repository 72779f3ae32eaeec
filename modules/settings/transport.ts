/** What mqtt.transport can be. `auto`: tls, or wss where that does not get through. */
export const TRANSPORTS: readonly string[] = Object.freeze(["tls", "tcp", "ws", "wss", "auto"]);

/** The port of a transport that goes without saying; for auto that of its first choice (ThingSpeak and most brokers; IANA for 8883 and 1883). */
export function usualPort(transport: string): number {
	switch (transport) {
		case "tcp":
			return 1883;
		case "ws":
			return 80;
		case "wss":
			return 443;
		default:
			return 8883;
	}
}

/** Whether it sends everything in the clear, the password too. */
export function isPlain(transport: string): boolean {
	return transport === "tcp" || transport === "ws";
}

/** Whether it is, or may become, a WebSocket: then mqtt.path counts. */
export function usesPath(transport: string): boolean {
	return transport === "ws" || transport === "wss" || transport === "auto";
}
