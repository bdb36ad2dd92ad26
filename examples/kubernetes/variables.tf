variable "use_kubeconfig" {
  type        = bool
  description = "False when Coder itself runs in the cluster"
  default     = false
}

variable "namespace" {
  type        = string
  description = "Namespace that workspaces are created in; it must exist"
}
