/** Icons that Coder ships. */

/**
 * Names under `/icon/`, of all versions up to 2.35 as far as they are known (`site/static/icon` of coder/coder): a
 * deployment lacks those that came later than itself, and may have newer ones.
 */
export const shippedIcons: ReadonlySet<string> = new Set(
  `1password.svg aider.svg airflow.svg almalinux.svg amazon-q.svg amp.svg android-studio.svg ansible.svg
anthropic.svg antigravity.svg apache-guacamole.svg appcode.svg apple-black.svg apple-grey.svg apple.svg
archlinux.svg argo-workflows.svg atlassian.svg auggie.svg auth0.svg auto-dev-server.svg aws-bedrock.svg
aws-dark.svg aws-light.svg aws-monochrome.svg aws.png aws.svg azure-devops.svg azure.png azure.svg bitbucket.svg
box-emoji.svg centos.svg charm-crush.svg claude.svg clion.svg cloudflare.svg cmux.svg code-insiders.svg code.svg
coder.svg conda.svg confluence.svg container.svg copyparty.svg cpp.svg cryptolab_symbol.svg cursor.svg
database.svg databricks.svg datadog.svg datagrip.svg dataspell.svg dcv.svg debian.svg delta.svg desktop.svg
devcontainers.svg devin.svg digital-ocean.svg discord.svg do.png do.svg docker-white.svg docker.png docker.svg
dotfiles.svg dotnet.svg elixir.svg exoscale.png exoscale.svg fedora.svg figma-black.svg figma-color.svg
figma-monochrome.svg figma.svg filebrowser.svg firecrawl.svg fleet.svg fly.io.svg folder.svg gateway.svg gcp.png
gcp.svg gemini-monochrome.svg gemini-white.svg gemini.svg git.svg gitea.svg github-copilot.svg
github-gradient.svg github.svg gitlab.svg go.svg goland.svg google.svg goose.svg grafana-labs.svg grafana.svg
happy.svg heaan-dark.svg heaan-light.svg herdr.svg hetzner.svg image.svg intellij.svg java.svg javascript.svg
jax.svg jetbrains-toolbox.svg jetbrains.svg jfrog.svg jupyter.svg k8s.png kasmvnc.svg keycloak.svg kiro.svg
kotlin.svg lakefs.svg lxc.svg matlab.svg memory.svg microsoft-teams.svg microsoft.svg mlflow.svg mux.svg
nextflow.svg nexus-repository.svg nix.svg node.svg nodejs.svg nomad.svg novnc.svg okta.svg openai.svg
opencode.svg openwebui.svg perplexica.svg personalize.svg pgadmin.svg php.svg phpstorm.svg positron.svg
projector.svg pycharm.svg python.svg pytorch.svg railway.svg rdp.svg rider.svg rockylinux.svg rstudio.svg
ruby.png rubymine.svg rust.svg rustdesk.svg rustrover.svg slack.svg sourcegraph-amp.svg supabase.svg swift.svg
tensorflow.svg terminal.svg theia.svg tmux.svg typescript.svg ubuntu.svg vault.svg webstorm.svg widgets.svg
windows.svg windsurf.svg zed.svg`.split(/\s+/),
);
