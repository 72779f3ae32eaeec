import { build } from "esbuild";
import { spawnSync } from "node:child_process";
const root=process.cwd();
await build({entryPoints:[root+"/sim/bench/sdk-host.ts"],bundle:true,platform:"node",format:"esm",outfile:root+"/build/c-host.mjs",packages:"external",logLevel:"error"});
await build({entryPoints:[root+"/sim/bench/bundle.ts"],bundle:true,platform:"node",format:"esm",outfile:root+"/build/c-bundle.mjs",packages:"external",logLevel:"error"});
const {buildSdkHost}=await import(root+"/build/c-host.mjs"); const {bundleBench}=await import(root+"/build/c-bundle.mjs");
const host=buildSdkHost(root,process.env.MODDABLE,{narrow:true,counting:true,progress:console.error});
for (const entry of process.argv.slice(2)) {
await bundleBench({root,entry,outfile:root+"/build/c-sbs.js",more:{"sdk:mqttclient":process.env.MODDABLE+"/examples/io/tcp/mqttclient/mqttclient.js"}});
const r=spawnSync(host,[root+"/build/c-sbs.js"],{encoding:"utf8",maxBuffer:1e9});
process.stdout.write(r.stdout+r.stderr);}
