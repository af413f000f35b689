import Glibc

/// Lets time pass on a server's own thread, where slowness itself is what is tested; always true.
package func pause(milliseconds: Int) -> Bool {
    usleep(UInt32(milliseconds * 1000))
    return true
}
