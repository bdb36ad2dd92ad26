/** The files of `provider/`: one type each, with its whole history. */

import agentScript from "./provider/data/agent-script.json" with { type: "json" };
import externalAuth from "./provider/data/external-auth.json" with { type: "json" };
import gitAuth from "./provider/data/git-auth.json" with { type: "json" };
import parameter from "./provider/data/parameter.json" with { type: "json" };
import provisioner from "./provider/data/provisioner.json" with { type: "json" };
import scriptOrder from "./provider/data/script-order.json" with { type: "json" };
import secret from "./provider/data/secret.json" with { type: "json" };
import task from "./provider/data/task.json" with { type: "json" };
import workspace from "./provider/data/workspace.json" with { type: "json" };
import workspaceOwner from "./provider/data/workspace-owner.json" with { type: "json" };
import workspacePreset from "./provider/data/workspace-preset.json" with { type: "json" };
import workspaceTags from "./provider/data/workspace-tags.json" with { type: "json" };
import provider from "./provider/provider.json" with { type: "json" };
import agent from "./provider/resources/agent.json" with { type: "json" };
import agentInstance from "./provider/resources/agent-instance.json" with { type: "json" };
import aiTask from "./provider/resources/ai-task.json" with { type: "json" };
import app from "./provider/resources/app.json" with { type: "json" };
import devcontainer from "./provider/resources/devcontainer.json" with { type: "json" };
import env from "./provider/resources/env.json" with { type: "json" };
import externalAgent from "./provider/resources/external-agent.json" with { type: "json" };
import metadata from "./provider/resources/metadata.json" with { type: "json" };
import script from "./provider/resources/script.json" with { type: "json" };
import type { TypeFile } from "./provider-file.ts";

export const documents: readonly TypeFile[] = [
  provider,
  agent,
  agentInstance,
  aiTask,
  app,
  devcontainer,
  env,
  externalAgent,
  metadata,
  script,
  agentScript,
  externalAuth,
  gitAuth,
  parameter,
  provisioner,
  scriptOrder,
  secret,
  task,
  workspace,
  workspaceOwner,
  workspacePreset,
  workspaceTags,
];
