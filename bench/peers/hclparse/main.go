// Command hclparse is what bench/parse.ts compares with: HashiCorp's own parser of HCL, on one thread.
//
// It reads the files that are named on standard input, one a line. Then, for every line that follows a blank one, it
// lexes and parses them all once and answers with the seconds that each took.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"time"

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
	before := time.Now()
	for _, source := range sources {
		run(source)
	}
	return time.Since(before).Seconds()
}
