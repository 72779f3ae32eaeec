import { LinkFailure, Need, SyncFailure } from "core/network";
import { Failure } from "core/result";
import { ResetReason, RestartCode } from "health/system";
import { Fault } from "sensors/sensor";

/** What a Failure means, and where it helps, what to do. The only place that has words for it. */
export function failureWords(failure: Failure): string {
	switch (failure) {
		case Failure.None:
			return "no failure";
		case Failure.Local:
			return "closed by this board";
		case Failure.Closed:
			return "the broker or the network closed the connection";
		case Failure.TakenOver:
			return "the broker closes each session soon after it began: another device probably uses the same client identifier; give each its own mqtt.clientId";
		case Failure.ClosedEarly:
			return "the connection was closed before the broker answered: check mqtt.port and mqtt.transport, and whether it wants a client certificate";
		case Failure.Resolve:
			return "the host name has no address: check mqtt.host and the network's DNS";
		case Failure.Unreachable:
			return "nobody answers at that host and port: check mqtt.host, mqtt.port and any firewall";
		case Failure.OpenTimeout:
			return "the connection did not open in time";
		case Failure.ConnackTimeout:
			return "the broker accepted the connection but did not answer CONNECT";
		case Failure.PingrespTimeout:
			return "the broker did not answer PINGREQ: the link is dead";
		case Failure.SubackTimeout:
			return "the broker did not answer SUBSCRIBE";
		case Failure.Protocol:
			return "the broker broke MQTT 3.1.1, or this is no MQTT port";
		case Failure.Refused:
			return "the broker refused CONNECT";
		case Failure.Tls:
			return "TLS failed: is this a TLS port, and of TLS 1.2 or later?";
		case Failure.TlsUntrusted:
			return "the server's certificate does not lead to a trusted root: check mqtt.ca";
		case Failure.TlsExpired:
			return "the server's certificate has expired (or this board's clock is wrong)";
		case Failure.TlsNotYetValid:
			return "the server's certificate is not valid yet (or this board's clock is wrong)";
		case Failure.TlsWrongHost:
			return "the server's certificate is for another host: check mqtt.host";
		case Failure.LinkDown:
			return "this board is off its network";
		case Failure.Internal:
			return "a defect was caught; the connection was given up";
		case Failure.TlsAlert:
			return "the server refused the TLS connection: see the broker's log; it must allow TLS 1.2 or 1.3 with ECDHE and AEAD, or may want mqtt.certificate";
		case Failure.TlsVersion:
			return "the server speaks neither TLS 1.2 nor 1.3: the broker needs an update or another setting";
		case Failure.TlsMemory:
			return "not enough memory for TLS";
		case Failure.TlsBadCertificate:
			return "the client certificate cannot be used: check mqtt.certificate";
		case Failure.TlsBadKey:
			return "the client certificate's private key cannot be used: check mqtt.key";
		case Failure.TlsKeyMismatch:
			return "the private key belongs to another certificate: mqtt.key and mqtt.certificate must be of one pair";
		case Failure.TlsClientRefused:
			return "the server wants another client certificate, or has none of this board: check mqtt.certificate, and what the broker trusts";
		case Failure.TlsBroken:
			return "TLS broke in the middle of a session: bytes were changed on the way, or the broker has given the session up";
		case Failure.NotWebSocket:
			return "that is no WebSocket server: check mqtt.port and mqtt.transport";
		case Failure.HttpStatus:
			return "the server refused the WebSocket: check mqtt.path, mqtt.port and what is between";
		case Failure.Subprotocol:
			return "the WebSocket server does not speak MQTT there: check mqtt.path";
		case Failure.WebSocket:
			return "the server broke the WebSocket protocol, or is no MQTT broker";
		default:
			failure satisfies never;
			return "unknown";
	}
}

/** CONNACK's return codes 1 to 5 in words (MQTT 3.1.1 table 3.1), and what to do. */
export function returnCodeWords(returnCode: number): string {
	switch (returnCode) {
		case 1:
			return "unacceptable protocol version: this broker does not speak MQTT 3.1.1";
		case 2:
			return "identifier rejected: check mqtt.clientId";
		case 3:
			return "server unavailable: it will be tried again";
		case 4:
			return "bad user name or password: check mqtt.userName and mqtt.password";
		case 5:
			return "not authorised: check mqtt.clientId, mqtt.userName and mqtt.password, and what the broker allows this device";
		default:
			return `reserved return code ${returnCode}`;
	}
}

/** What a sensor's Fault means; undefined for Fault.None. */
export function faultWords(fault: Fault): string | undefined {
	switch (fault) {
		case Fault.None:
			return undefined;
		case Fault.Absent:
			return "absent: check its wiring and address";
		case Fault.Busy:
			return "busy";
		case Fault.Checksum:
			return "bad checksum: check the cable's length and the pull-ups";
		case Fault.Range:
			return "out of range";
		case Fault.Timeout:
			return "not ready in time";
		case Fault.Stuck:
			return "stuck: it has repeated one value too often";
		case Fault.BusStuck:
			return "its bus is stuck: a line is held low; check for a short, or take the power off and on";
		case Fault.Defective:
			return "says itself that it is defective";
		default:
			fault satisfies never;
			return "unknown";
	}
}

/** Why the board has started, and where it helps, what to do. */
export function resetWords(reason: ResetReason, code: RestartCode): string {
	switch (reason) {
		case ResetReason.PowerOn:
			return "power on";
		case ResetReason.Software:
			return restartWords(code);
		case ResetReason.Panic:
			return "the processor met an error in native code (panic)";
		case ResetReason.TaskWatchdog:
			return "the firmware hung (task watchdog)";
		case ResetReason.InterruptWatchdog:
			return "interrupts were off for too long (interrupt watchdog)";
		case ResetReason.BrownOut:
			return "the supply voltage fell too low: check the power supply and its cable";
		case ResetReason.DeepSleep:
			return "woke from deep sleep";
		case ResetReason.External:
			return "reset from outside (button, USB or debugger)";
		case ResetReason.Unknown:
			return "unknown";
		default:
			reason satisfies never;
			return "unknown";
	}
}

function restartWords(code: RestartCode): string {
	switch (code) {
		case RestartCode.None:
			return "the engine gave up: no memory, or an exception that nobody caught";
		case RestartCode.Subscription:
			return "restarted by a subscription";
		case RestartCode.Console:
			return "restarted from the console";
		case RestartCode.Settings:
			return "restarted for new settings";
		case RestartCode.Network:
			return "restarted after hours without a network";
		case RestartCode.Update:
			return "restarted for a new firmware";
		default:
			code satisfies never;
			return "restarted";
	}
}

/** What safe mode means for whoever reads it. */
export function safeModeWords(on: boolean): string {
	if (!on) return "safe mode is over: everything starts";
	return "safe mode after several quick resets: sensors are off and connections slow; settings are untouched; it ends by itself";
}

/** What a LinkFailure means, and where it helps, what to do. */
export function linkWords(failure: LinkFailure): string {
	switch (failure) {
		case LinkFailure.None:
			return "no failure";
		case LinkFailure.Local:
			return "left by this board";
		case LinkFailure.NoInterface:
			return "this board has no such network interface: check net.kind";
		case LinkFailure.NoNetwork:
			return "no known network in reach: check net.wifi.1.ssid (2.4 GHz, case matters) and the distance";
		case LinkFailure.WrongPassword:
			return "the access point does not take the password: check net.wifi.<n>.password";
		case LinkFailure.Refused:
			return "the access point refused: is it full, or older than WPA2?";
		case LinkFailure.JoinTimeout:
			return "the access point (or the cable's other end) did not answer in time";
		case LinkFailure.NoAddress:
			return "no address from DHCP: check the router, or set net.address";
		case LinkFailure.Lost:
			return "the link was lost";
		case LinkFailure.AddressLost:
			return "the address was lost: DHCP did not renew it";
		case LinkFailure.ScanFailed:
			return "the radio did not scan";
		default:
			failure satisfies never;
			return "unknown";
	}
}

/** What a SyncFailure means. */
export function syncWords(failure: SyncFailure): string {
	switch (failure) {
		case SyncFailure.None:
			return "no failure";
		case SyncFailure.Resolve:
			return "the time server's name has no address";
		case SyncFailure.Silent:
			return "the time server does not answer: is UDP port 123 blocked?";
		case SyncFailure.Unsynchronised:
			return "the time server does not know the time itself";
		case SyncFailure.KissOfDeath:
			return "the time server wants to be left alone";
		case SyncFailure.Implausible:
			return "the time server's time cannot be: before this firmware was built, or decades after";
		case SyncFailure.Alone:
			return "far from what was known, and no second time server says the same";
		case SyncFailure.NoSocket:
			return "nothing could be sent to the time server";
		default:
			failure satisfies never;
			return "unknown";
	}
}

/** What the client waits for. */
export function needWords(need: Need): string {
	switch (need) {
		case Need.None:
			return "waiting for nothing";
		case Need.Link:
			return "waiting for the network";
		case Need.Clock:
			return "waiting for the time: a certificate cannot be judged without it";
		default:
			need satisfies never;
			return "unknown";
	}
}
