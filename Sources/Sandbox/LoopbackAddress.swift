/// Where the sandbox listens: nobody else than this machine can reach it.
package let loopbackAddress = "127.0.0.1"
