/// The name under which the client tells who it is.
package let userAgent = "plumb-cloud"
