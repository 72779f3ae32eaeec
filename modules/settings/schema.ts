import { CERTIFICATE_SETTINGS } from "settings/certificate-schema";
import { CHANNEL_SETTINGS } from "settings/channel-schema";
import { CONSOLE_SETTINGS } from "settings/console-schema";
import { JOURNAL_SETTINGS } from "settings/journal-schema";
import { NETWORK_SETTINGS } from "settings/network-schema";
import { MESSAGE_SETTINGS, PROFILE_SETTINGS } from "settings/profile-schema";
import { SENSOR_SETTINGS } from "settings/sensor-schema";
import { SUBSCRIPTION_SETTINGS } from "settings/subscription-schema";
import { TRANSPORTS } from "settings/transport";
import { VALUE_SETTINGS } from "settings/value-schema";

/** What kind of value a setting takes; settings/validate checks it and has the words for it. */
export const enum Kind {
	/** Whole number, least to most. */
	Integer = 0,
	/** UTF-8 text without control characters, least to most bytes. */
	Text = 1,
	/** As Text, and never shown, logged or put into an error. */
	Secret = 2,
	/** One of `choices`. */
	Choice = 3,
	/** true or false. */
	Flag = 4,
	/** One or several X.509 certificates in PEM form. */
	Pem = 5,
	/** As Text, without + and #: it may stand in a topic name. A number is taken as its digits. */
	Level = 6,
	/** `<sensor>.<quantity>[:<aggregate>]`. */
	Source = 7,
	/** A DNS host name or an IPv4 address. */
	Host = 8,
	/** An IPv4 address. */
	Address = 9,
	/** What settings/password makes of a password; as Secret never shown, logged or put into an error. */
	Password = 10,
	/** A decimal number from least to most, kept as the text it was given in. */
	Decimal = 20,
	/** `6-20` or, over midnight, `22-5` (settings/window). */
	Hours = 21,
	/** `mon-fri`, `sat,sun` (settings/window). */
	Days = 22,
	/** `+1`, `-3:30` (settings/window). */
	Zone = 23,
	/** One private key in PEM form, not encrypted; as Secret never shown, logged or put into an error. */
	Key = 14,
	/** The path of a URL: begins with a slash, printable ASCII, least to most characters. */
	Path = 11,
}

/** A setting's value as the firmware uses it. */
export type Value = string | number | boolean;

/** A form of its own that the text of a setting has. */
export interface TextForm {
	/** What is allowed, in words. */
	readonly wants: string;
	/** The value as it is kept, or undefined for text of another form. */
	readonly spell: (text: string) => string | undefined;
}

/** One row: everything that is known about a setting. Validation, help and the table in README.md read the same rows. */
export interface Setting {
	/** Dotted key; `<1-10>`, `<1-8>`, `<name>` and `<quantity>` stand for what varies. */
	readonly key: string;
	readonly kind: Kind;
	/** Least value or length; 0 where it does not apply. */
	readonly least: number;
	/** Most value or length; 0 where it does not apply. */
	readonly most: number;
	readonly choices?: readonly string[];
	/** The value when nothing is set; undefined when there is none. */
	readonly fallback?: Value;
	/** A Text or Secret that may be empty although `least` is more. */
	readonly orEmpty?: boolean;
	/** What the text of a Text looks like, when it is not free. */
	readonly form?: TextForm;
	/** Unit of an Integer, for people. */
	readonly unit?: string;
	readonly help: string;
	/** The version of fieldfeed that brought it. */
	readonly since: string;
}

/** Ways to sum up a field's samples over a publish interval, in the order of feed/aggregate's Aggregation. */
export const AGGREGATIONS: readonly string[] = Object.freeze(["last", "mean", "min", "max", "sum", "count", "median"]);

/** The longest keep alive: well under ThingSpeak's one-hour idle cutoff, even when a PINGREQ and its retry are lost. */
export const KEEP_ALIVE_MAX_S = 3_000;
/** The shortest keep alive: below it a slow link would spend itself on PINGREQs. */
export const KEEP_ALIVE_MIN_S = 30;

/** Every setting there is. */
export const SCHEMA: readonly Setting[] = Object.freeze([
	{
		key: "device.name",
		kind: Kind.Text,
		least: 1,
		most: 32,
		fallback: "fieldfeed",
		since: "0.1.0",
		help: "name of this board, for people",
	},
	...NETWORK_SETTINGS,
	{
		key: "mqtt.host",
		kind: Kind.Host,
		least: 1,
		most: 253,
		fallback: "mqtt3.thingspeak.com",
		since: "0.1.0",
		help: "the broker's host name (or IPv4 address); with tls its certificate must be for it",
	},
	{
		key: "mqtt.port",
		kind: Kind.Integer,
		least: 1,
		most: 65_535,
		since: "0.1.0",
		help: "the broker's port; not set: 8883 for tls, 1883 for tcp, 80 for ws, 443 for wss, and for auto that of each",
	},
	{
		key: "mqtt.transport",
		kind: Kind.Choice,
		least: 0,
		most: 0,
		choices: TRANSPORTS,
		fallback: "tls",
		since: "0.1.0",
		help: "tls; tcp without any encryption; wss or ws, the same two over a WebSocket; auto: tls, or wss where tls does not get through",
	},
	{
		key: "mqtt.path",
		kind: Kind.Path,
		least: 1,
		most: 255,
		fallback: "/mqtt",
		since: "0.1.0",
		help: "path of the broker's WebSocket (ws, wss, auto)",
	},
	{
		key: "mqtt.allowPlain",
		kind: Kind.Flag,
		least: 0,
		most: 0,
		fallback: false,
		since: "0.1.0",
		help: "allow tcp or ws to a public address: user name, password and readings then cross the network in the clear",
	},
	{
		key: "mqtt.clientId",
		kind: Kind.Text,
		least: 0,
		most: 64,
		fallback: "",
		since: "0.1.0",
		help: "client identifier of the MQTT device; one connection at a time may use it",
	},
	{
		key: "mqtt.userName",
		kind: Kind.Text,
		least: 0,
		most: 128,
		fallback: "",
		since: "0.1.0",
		help: "user name of the MQTT device",
	},
	{
		key: "mqtt.password",
		kind: Kind.Secret,
		least: 0,
		most: 128,
		fallback: "",
		since: "0.1.0",
		help: "password of the MQTT device",
	},
	{
		key: "mqtt.keepAlive",
		kind: Kind.Integer,
		least: KEEP_ALIVE_MIN_S,
		most: KEEP_ALIVE_MAX_S,
		fallback: 240,
		unit: "s",
		since: "0.1.0",
		help: "longest silence towards the broker; a PINGREQ goes out half a minute before it ends, or a quarter of it, if that is less",
	},
	{
		key: "mqtt.ca",
		kind: Kind.Pem,
		least: 1,
		most: 8_192,
		since: "0.1.0",
		help: "roots to trust instead of the built-in ones, PEM",
	},
	...CERTIFICATE_SETTINGS,
	...PROFILE_SETTINGS,
	{
		key: "channel.<1-10>.id",
		kind: Kind.Level,
		least: 1,
		most: 64,
		since: "0.1.0",
		help: "ThingSpeak's channel ID, digits; with mqtt.profile=generic any text that is good in a topic",
	},
	{
		key: "channel.<1-10>.feed",
		kind: Kind.Choice,
		least: 0,
		most: 0,
		choices: ["channel", "fields"],
		fallback: "channel",
		since: "0.1.0",
		help: "channel: all fields in one message; fields: one message a field",
	},
	{
		key: "channel.<1-10>.interval",
		kind: Kind.Integer,
		least: 1,
		most: 86_400,
		fallback: 60,
		unit: "s",
		since: "0.1.0",
		help: "time from one update to the next",
	},
	{
		key: "channel.<1-10>.minInterval",
		kind: Kind.Integer,
		least: 0,
		most: 3_600,
		fallback: 15,
		unit: "s",
		since: "0.1.0",
		help: "shortest time between two messages, a second is added to it; thingspeak: what the licence allows, 15 free, 1 paid; generic: 0 when not set, any",
	},
	{
		key: "channel.<1-10>.field<1-8>",
		kind: Kind.Source,
		least: 3,
		most: 48,
		since: "0.1.0",
		help: "what to publish: <sensor>.<quantity>[:last|mean|min|max|sum|count|median]; last when not said",
	},
	{
		key: "channel.<1-10>.status",
		kind: Kind.Text,
		least: 0,
		most: 255,
		since: "0.1.0",
		help: "a status text sent with each channel feed; {uptime} (s), {rssi} (dBm), {faults} (of sensors since the last update), {backlog} (rows), {name} and {version} may stand in it",
	},
	...CHANNEL_SETTINGS,
	...MESSAGE_SETTINGS,
	...JOURNAL_SETTINGS,
	...SUBSCRIPTION_SETTINGS,
	...SENSOR_SETTINGS,
	...VALUE_SETTINGS,
	...CONSOLE_SETTINGS,
]);
