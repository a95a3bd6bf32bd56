/*
 * What a plain C loop pays to seal a packet for each of many receivers and send it over loopback: the floor that
 * `./stagedoor bench forward` is held against (docs/performance.md). AES-128-GCM by OpenSSL, sendmmsg, and for groups of
 * several packets one segmented message a receiver (UDP_SEGMENT). The receivers are real sockets of another process on another
 * core, which read everything; or, with an address, nobody: what is sent there must be dropped on its way.
 *
 *   cc -O2 [-DPAYLOAD=1200] -o forward_floor forward_floor.c -lcrypto
 *   ./forward_floor RECEIVERS GROUP PACKETS_PER_SECOND [SECONDS [SENDER_CORE RECEIVER_CORE [ADDRESS]]]
 *
 * Prints packets and CPU seconds of the sender as a JSON object.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/udp.h>
#include <openssl/evp.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef PAYLOAD
#define PAYLOAD 1200
#endif

enum { HEADER = 12, TAG = 16, PACKET = HEADER + PAYLOAD + TAG };
enum { MAX_RECEIVERS = 2000, MAX_GROUP = 32, BATCH = 64, SOCKET_BUFFER = 4 << 20 };
enum { PAUSE_NS = 200000, NS_PER_SECOND = 1000000000 };
enum { FIRST_PORT = 42000 };

static int sockets[MAX_RECEIVERS];
static struct sockaddr_in addresses[MAX_RECEIVERS];

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / (double)NS_PER_SECOND;
}

static double cpu_seconds(void) {
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec + used.tv_nsec / (double)NS_PER_SECOND;
}

static void pin(int core) {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  if (sched_setaffinity(0, sizeof cores, &cores) != 0) fail("sched_setaffinity");
}

static void open_receivers(int receivers) {
  for (int i = 0; i < receivers; i++) {
    socklen_t length = sizeof addresses[i];
    int buffer = SOCKET_BUFFER / 8;
    sockets[i] = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (sockets[i] < 0) fail("socket");
    setsockopt(sockets[i], SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
    addresses[i].sin_family = AF_INET;
    addresses[i].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(sockets[i], (struct sockaddr *)&addresses[i], sizeof addresses[i]) != 0) fail("bind");
    if (getsockname(sockets[i], (struct sockaddr *)&addresses[i], &length) != 0) fail("getsockname");
  }
}

static void aim(int receivers, const char *address) {
  for (int i = 0; i < receivers; i++) {
    addresses[i].sin_family = AF_INET;
    addresses[i].sin_port = htons(FIRST_PORT + i);
    if (inet_pton(AF_INET, address, &addresses[i].sin_addr) != 1) {
      fprintf(stderr, "%s is no IPv4 address\n", address);
      exit(2);
    }
  }
}

/* The other process: reads until it is killed. */
static void receive(int receivers, int core) {
  static char bytes[BATCH][2048];
  struct mmsghdr messages[BATCH] = {0};
  struct iovec parts[BATCH];
  int epoll = epoll_create1(0);
  pin(core);
  for (int i = 0; i < BATCH; i++) {
    parts[i] = (struct iovec){bytes[i], sizeof bytes[i]};
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  for (int i = 0; i < receivers; i++) {
    struct epoll_event readable = {.events = EPOLLIN, .data.fd = sockets[i]};
    epoll_ctl(epoll, EPOLL_CTL_ADD, sockets[i], &readable);
  }
  for (;;) {
    struct epoll_event ready[BATCH];
    int count = epoll_wait(epoll, ready, BATCH, -1);
    for (int i = 0; i < count; i++)
      while (recvmmsg(ready[i].data.fd, messages, BATCH, MSG_DONTWAIT, NULL) == BATCH) continue;
  }
}

static void seal(EVP_CIPHER_CTX *cipher, unsigned char *packet, const unsigned char *payload, unsigned long number) {
  unsigned char nonce[12] = {0};
  int length;
  memcpy(nonce, &number, sizeof number);
  memset(packet, 0x80, HEADER);
  memcpy(packet + 4, &number, sizeof number);
  EVP_EncryptInit_ex(cipher, NULL, NULL, NULL, nonce);
  EVP_EncryptUpdate(cipher, NULL, &length, packet, HEADER);
  EVP_EncryptUpdate(cipher, packet + HEADER, &length, payload, PAYLOAD);
  EVP_EncryptFinal_ex(cipher, packet + HEADER + PAYLOAD, &length);
  EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, TAG, packet + HEADER + PAYLOAD);
}

static unsigned long send_all(int receivers, int group, double rate, double duration) {
  static EVP_CIPHER_CTX *ciphers[MAX_RECEIVERS];
  static struct mmsghdr messages[MAX_RECEIVERS];
  static struct iovec parts[MAX_RECEIVERS];
  static union {
    char bytes[CMSG_SPACE(sizeof(unsigned short))];
    struct cmsghdr aligned;
  } controls[MAX_RECEIVERS];
  const unsigned char key[16] = {1}, payload[PAYLOAD] = {0};
  unsigned char *slab = malloc((size_t)receivers * group * PACKET);
  int sender = socket(AF_INET, SOCK_DGRAM, 0), buffer = SOCKET_BUFFER;
  if (slab == NULL || sender < 0) fail("sender");
  setsockopt(sender, SOL_SOCKET, SO_SNDBUFFORCE, &buffer, sizeof buffer);
  for (int i = 0; i < receivers; i++) {
    struct msghdr *header = &messages[i].msg_hdr;
    ciphers[i] = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(ciphers[i], EVP_aes_128_gcm(), NULL, key, NULL);
    parts[i] = (struct iovec){slab + (size_t)i * group * PACKET, (size_t)group * PACKET};
    *header = (struct msghdr){
        .msg_name = &addresses[i], .msg_namelen = sizeof addresses[i], .msg_iov = &parts[i], .msg_iovlen = 1};
    if (group > 1) {
      header->msg_control = controls[i].bytes;
      header->msg_controllen = sizeof controls[i].bytes;
      struct cmsghdr *control = CMSG_FIRSTHDR(header);
      control->cmsg_level = SOL_UDP;
      control->cmsg_type = UDP_SEGMENT;
      control->cmsg_len = CMSG_LEN(sizeof(unsigned short));
      *(unsigned short *)CMSG_DATA(control) = PACKET;
    }
  }
  unsigned long turns = 0, sent = 0;
  double began = seconds();
  while (seconds() - began < duration) {
    double due = (seconds() - began) * rate / receivers / group;
    for (; turns < due; turns++) {
      for (int i = 0; i < receivers; i++)
        for (int k = 0; k < group; k++)
          seal(ciphers[i], slab + ((size_t)i * group + k) * PACKET, payload, turns * group + k);
      for (int done = 0; done < receivers;) {
        int count = receivers - done < BATCH ? receivers - done : BATCH;
        int messages_sent = sendmmsg(sender, messages + done, count, 0);
        if (messages_sent <= 0) fail("sendmmsg");
        done += messages_sent;
      }
      sent += (unsigned long)receivers * group;
    }
    nanosleep(&(struct timespec){0, PAUSE_NS}, NULL);
  }
  return sent;
}

static pid_t start_receivers(int receivers, int core) {
  open_receivers(receivers);
  pid_t process = fork();
  if (process < 0) fail("fork");
  if (process == 0) receive(receivers, core);
  return process;
}

int main(int count, char **arguments) {
  if (count < 4) {
    fprintf(stderr, "usage: %s RECEIVERS GROUP PACKETS_PER_SECOND [SECONDS [SENDER_CORE RECEIVER_CORE [ADDRESS]]]\n",
            arguments[0]);
    return 2;
  }
  int receivers = atoi(arguments[1]), group = atoi(arguments[2]);
  double rate = atof(arguments[3]), duration = count > 4 ? atof(arguments[4]) : 5;
  int sender_core = count > 6 ? atoi(arguments[5]) : 0, receiver_core = count > 6 ? atoi(arguments[6]) : 1;
  const char *address = count > 7 ? arguments[7] : NULL;
  if (receivers < 1 || receivers > MAX_RECEIVERS || group < 1 || group > MAX_GROUP || rate <= 0 || duration <= 0) {
    fprintf(stderr, "wanted 1 to %d receivers, groups of 1 to %d, a rate and a time\n", MAX_RECEIVERS, MAX_GROUP);
    return 2;
  }
  pid_t other = 0;
  if (address != NULL)
    aim(receivers, address);
  else
    other = start_receivers(receivers, receiver_core);
  pin(sender_core);
  double began = cpu_seconds();
  unsigned long sent = send_all(receivers, group, rate, duration);
  double used = cpu_seconds() - began;
  if (other > 0) {
    kill(other, SIGKILL);
    waitpid(other, NULL, 0);
  }
  printf("{\"packets\":%lu,\"cpuSeconds\":%.6f}\n", sent, used);
  return 0;
}
