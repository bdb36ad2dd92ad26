locals {
  apps = { a = 1 }
  l1   = [for k, v in local.aps : k]
  l2   = { for k, v in local.apps : k => vv }
  l3   = [for k, v in local.apps : k if var.on]
  l4   = "%{if local.cond}x%{endif}"
  l5   = "%{for x in local.apps}${y}%{endfor}"
  l6   = local.apps[var.key]
  l7   = coder_agent.main[*].idd
  l8   = lowerr("x")
  l9   = coder_app.nope[*].id
  l10  = data.coder_workspace.you.id
  l11  = module.x[0].y
  l12  = self.id
  l13  = each.value
  l14  = count.index
  l15  = path.foo
  l16  = terraform.workspac
  l17  = terraform_data.vm.outpt
  l18  = try(local.nonono, 1)
  l19  = can(var.nonono)
  l20  = { "${var.zz}" = 1 }
  l21  = coder_agent
  l22  = data.coder_workspace
  l23  = local
  l24  = var
  l25  = module
  l26  = data
  l27  = each
  l28  = path
  l29  = foo::bar(1)
  l30  = provider::coder::x(1)
  l31  = core::lower("A")
  l32  = ephemeral.foo.bar.x
  l33  = resource.coder_agent.main.id
  l34  = resource.coder_agent.man.id
  l35  = template.foo
  l36  = lazy.foo
  l37  = arg.foo
  l38  = count
  l39  = count.indx
  l40  = each.ky
  l41  = terraform
  l42  = local.apps.b
  l43  = local.apps["b"]
  l44  = var.on.foo
}
