#!/usr/bin/python3
"""A WHIP publisher and a WHEP player on aiortc, a WebRTC stack of its own in Python, for trying the server with it.

usage: live.py publish URL [vp8|h264]
       live.py watch URL

Prints a line of JSON a second until SIGTERM, which ends the session: {"audio": N, "video": N}, the frames decoded so far (of
a publisher: those made). Needs Debian's python3-aiortc.
"""
import asyncio
import fractions
import json
import signal
import sys
import urllib.parse
import urllib.request

import av
from aiortc import RTCPeerConnection, RTCRtpSender, RTCSessionDescription, VideoStreamTrack
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError

WIDTH, HEIGHT = 320, 240
counts = {"audio": 0, "video": 0}


class Silence(AudioStreamTrack):
    async def recv(self):
        frame = await super().recv()
        counts["audio"] += 1
        return frame


class Bars(VideoStreamTrack):
    """A picture that is never twice the same."""

    async def recv(self):
        pts, time_base = await self.next_timestamp()
        frame = av.VideoFrame(width=WIDTH, height=HEIGHT, format="yuv420p")
        for plane in frame.planes:
            plane.update(bytes((counts["video"] * 3 + i // 7) % 256 for i in range(plane.buffer_size)))
        frame.pts, frame.time_base = pts, fractions.Fraction(time_base)
        counts["video"] += 1
        return frame


def request(method, url, body=None):
    headers = {"Content-Type": "application/sdp", "Accept": "application/sdp"} if body else {}
    return urllib.request.urlopen(urllib.request.Request(url, body, headers, method=method), timeout=20)


async def exchange(peer, url):
    await peer.setLocalDescription(await peer.createOffer())
    response = await asyncio.to_thread(request, "POST", url, peer.localDescription.sdp.encode())
    await peer.setRemoteDescription(RTCSessionDescription(response.read().decode(), "answer"))
    return urllib.parse.urljoin(url, response.headers["Location"])


def add_camera(peer, codec):
    peer.addTrack(Silence())
    peer.addTrack(Bars())
    video = next(each for each in peer.getTransceivers() if each.kind == "video")
    wanted = RTCRtpSender.getCapabilities("video").codecs
    video.setCodecPreferences([each for each in wanted if each.mimeType.lower() == f"video/{codec}"])
    for each in peer.getTransceivers():
        each.direction = "sendonly"


def add_eyes(peer):
    async def count(track):
        try:
            while True:
                await track.recv()
                counts[track.kind] += 1
        except MediaStreamError:
            pass

    peer.on("track", lambda track: asyncio.ensure_future(count(track)))
    for kind in counts:
        peer.addTransceiver(kind, direction="recvonly")


async def run(action, url, codec="vp8"):
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    peer = RTCPeerConnection()
    if action == "publish":
        add_camera(peer, codec)
    else:
        add_eyes(peer)
    resource = await exchange(peer, url)
    while not ended.is_set():
        print(json.dumps(counts), flush=True)
        try:
            await asyncio.wait_for(ended.wait(), 1)
        except asyncio.TimeoutError:
            if peer.connectionState == "failed":
                sys.exit("the connection failed")
    await asyncio.to_thread(request, "DELETE", resource)
    await peer.close()


asyncio.run(run(*sys.argv[1:]))
