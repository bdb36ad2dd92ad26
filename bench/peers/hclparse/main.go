// Command hclparse is what bench/parse.ts compares with: HashiCorp's own parser of HCL, on one thread.
//
// It reads the files that are named on standard input, one a line. Then, for every line that follows a blank one, it
// lexes and parses them all once and answers with the seconds of the processor that each took.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"syscall"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func main() {
	runtime.GOMAXPROCS(1)
	lines := bufio.NewScanner(os.Stdin)
	var sources [][]byte
	for lines.Scan() && lines.Text() != "" {
		source, err := os.ReadFile(lines.Text())
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		sources = append(sources, source)
	}
	start := hcl.Pos{Line: 1, Column: 1}
	for lines.Scan() {
		lexed := timed(sources, func(source []byte) { hclsyntax.LexConfig(source, "main.tf", start) })
		parsed := timed(sources, func(source []byte) { hclsyntax.ParseConfig(source, "main.tf", start) })
		fmt.Println(lexed, parsed)
	}
}

func timed(sources [][]byte, run func([]byte)) float64 {
	runtime.GC()
	before := used()
	for _, source := range sources {
		run(source)
	}
	return used() - before
}

func used() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}
