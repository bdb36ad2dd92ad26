${templatefile("f.tpl", {})}
