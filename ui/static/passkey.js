// Passkeys: asks the device and puts what it says into the form, which then goes its usual way. Shown only where browsers have it.
const ascii = (text) => new TextEncoder().encode(text);
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function create(form) {
  const { rp, handle, user, person } = form.dataset;
  const made = await navigator.credentials.create({ publicKey: {
    challenge: ascii(form.elements.thach.value), rp: { id: rp, name: "Khuê" }, user: { id: ascii(handle), name: user, displayName: person },
    pubKeyCredParams: [-7, -257].map((alg) => ({ type: "public-key", alg })), attestation: "none", timeout: 300000,
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
    excludeCredentials: [...form.querySelectorAll("[data-known]")].map((one) => ({ type: "public-key", id: bytes(one.dataset.known) })),
  } });
  form.elements.du_lieu.value = text(made.response.clientDataJSON);
  form.elements.chung_nhan.value = text(made.response.attestationObject);
}

async function get(form) {
  const used = await navigator.credentials.get({ publicKey: { challenge: ascii(form.elements.thach.value), rpId: form.dataset.rp, userVerification: "required", timeout: 300000 } });
  form.elements.khoa.value = text(used.rawId);
  form.elements.du_lieu.value = text(used.response.clientDataJSON);
  form.elements.xac_thuc.value = text(used.response.authenticatorData);
  form.elements.chu_ki.value = text(used.response.signature);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const failed = form.querySelector("[data-failed]");
  let asked = false;
  form.hidden = false;
  form.addEventListener("submit", async (e) => {
    if (asked) return;
    e.preventDefault();
    failed.hidden = true;
    try {
      await (form.dataset.passkey === "get" ? get : create)(form);
      asked = true;
      form.requestSubmit();
    } catch {
      failed.hidden = false;
    }
  });
}
