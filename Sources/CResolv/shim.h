#ifndef BUDSTIKKE_CRESOLV_SHIM
#define BUDSTIKKE_CRESOLV_SHIM
/* The resolver of the C library, whose state and macros Swift does not import. */
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

/* Text records of a name, RFC 1035 3.3.14. Each is written as two octets of length, the higher first, and its strings one
   behind the other. Returns how many octets were written, -1 when there is no such record, -2 when nobody answers or not
   in a way that can be read. Asked is over UDP only, for answers of up to 1200 octets (EDNS, RFC 6891): over TCP the C
   library waits without end for a server that takes the connection and says nothing. `server` is an IPv4 address as a number, 0 for those of the system. */
static inline int bs_text_records(
    const char *name, unsigned int server, unsigned short port, int seconds, unsigned char *out, int room) {
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0) return -2;
    state.retrans = seconds;
    state.retry = 1;
    state.options |= RES_IGNTC | RES_USE_EDNS0;
    if (server != 0) {
        memset(&state.nsaddr_list[0], 0, sizeof state.nsaddr_list[0]);
        state.nscount = 1;
        state.nsaddr_list[0].sin_family = AF_INET;
        state.nsaddr_list[0].sin_addr.s_addr = htonl(server);
        state.nsaddr_list[0].sin_port = htons(port);
    }
    unsigned char answer[NS_MAXMSG];
    int length = res_nquery(&state, name, ns_c_in, ns_t_txt, answer, sizeof answer);
    int reason = state.res_h_errno;
    res_nclose(&state);
    if (length < 0) return reason == HOST_NOT_FOUND || reason == NO_DATA ? -1 : -2;
    ns_msg message;
    if (length > (int)sizeof answer || ns_initparse(answer, length, &message) != 0) return -2;
    if (ns_msg_getflag(message, ns_f_tc)) return -2;
    int used = 0;
    for (int index = 0; index < ns_msg_count(message, ns_s_an); index++) {
        ns_rr record;
        if (ns_parserr(&message, ns_s_an, index, &record) != 0) return -2;
        if (ns_rr_type(record) != ns_t_txt) continue;
        const unsigned char *data = ns_rr_rdata(record);
        int left = ns_rr_rdlen(record), start = used, size = 0;
        if (used + 2 > room) return -2;
        used += 2;
        while (left > 0) {
            int count = *data;
            if (count + 1 > left || used + count > room) return -2;
            memcpy(out + used, data + 1, count);
            used += count;
            size += count;
            data += count + 1;
            left -= count + 1;
        }
        out[start] = (unsigned char)(size >> 8);
        out[start + 1] = (unsigned char)(size & 255);
    }
    return used == 0 ? -1 : used;
}
#endif
