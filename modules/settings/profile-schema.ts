import { Kind, type Setting } from "settings/schema";

/** The rows of mqtt.profile and of what a session is in the generic profile: a part of settings/schema. */
export const PROFILE_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "mqtt.profile",
		kind: Kind.Choice,
		least: 0,
		most: 0,
		choices: ["thingspeak", "generic"],
		fallback: "thingspeak",
		since: "0.1.0",
		help: "thingspeak: its topics, payloads and rules; generic: any other broker, with templates",
	},
	{
		key: "mqtt.cleanSession",
		kind: Kind.Flag,
		least: 0,
		most: 0,
		fallback: true,
		since: "0.1.0",
		help: "generic only; false: the broker keeps the session between connections, which needs mqtt.clientId",
	},
	{
		key: "mqtt.will.topic",
		kind: Kind.Text,
		least: 1,
		most: 128,
		since: "0.1.0",
		help: "generic only: where the broker publishes the Will when the board is gone without a word; {device} may stand in it",
	},
	{
		key: "mqtt.will.payload",
		kind: Kind.Text,
		least: 0,
		most: 128,
		fallback: "offline",
		since: "0.1.0",
		help: "what the Will says; {device} may stand in it",
	},
	{
		key: "mqtt.will.retain",
		kind: Kind.Flag,
		least: 0,
		most: 0,
		fallback: false,
		since: "0.1.0",
		help: "the broker keeps the Will, and the birth message, for those who subscribe later",
	},
	{
		key: "mqtt.will.birth",
		kind: Kind.Text,
		least: 0,
		most: 128,
		fallback: "",
		since: "0.1.0",
		help: "published to mqtt.will.topic behind each connect (online, say); empty: nothing is; {device} may stand in it",
	},
]);

/** The rows of what a channel's messages are in the generic profile: a part of settings/schema. */
export const MESSAGE_SETTINGS: readonly Setting[] = Object.freeze([
	{
		key: "channel.<1-10>.topic",
		kind: Kind.Text,
		least: 1,
		most: 255,
		since: "0.1.0",
		help: "generic only: {device}, {channel}, {field}; not set: {device}/{channel}, for feed=fields {device}/{channel}/{field}",
	},
	{
		key: "channel.<1-10>.payload",
		kind: Kind.Text,
		least: 1,
		most: 512,
		since: "0.1.0",
		help: 'generic only: {fields}, {field}, {value}, {time}, {ms}, {device}, {channel} and what status knows; not set: {{fields},"time":"{time}"}, for feed=fields {value}',
	},
	{
		key: "channel.<1-10>.retain",
		kind: Kind.Flag,
		least: 0,
		most: 0,
		fallback: false,
		since: "0.1.0",
		help: "generic only; true: the broker keeps the last message of each topic for those who subscribe later",
	},
]);
